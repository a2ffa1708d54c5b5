-- Asks once for the refund of each order. Arguments: a file with an order's id on each line, one with the
-- refund's JSON, and the operator's token. Runs with one thread.
local orders, asked, token = {}, 0, ""
local promised = 1 -- the request that wrk makes before it begins, and does not send

function init(arguments)
  for line in io.lines(arguments[1]) do
    orders[#orders + 1] = line
  end
  local file = io.open(arguments[2])
  wrk.body = file:read("*a")
  file:close()
  token = arguments[3]
end

-- Milliseconds before a client's next request: one for whom no order is left asks no more.
function delay()
  promised = promised + 1
  return promised <= #orders and 0 or 3600000
end

function request()
  asked = asked + 1
  local id = orders[asked]
  return wrk.format("POST", "/api/orders/" .. id .. "/refunds", {
    ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token, ["Idempotency-Key"] = "key-" .. id})
end
