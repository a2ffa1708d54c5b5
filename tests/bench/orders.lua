-- Places the order of each prepared cart once. Arguments: a file with a cart's token on each line, and
-- one with the order's JSON. Runs with one thread; carts that are left over stay.
local tokens, next_cart = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    tokens[#tokens + 1] = line
  end
  local file = io.open(arguments[2])
  wrk.body = file:read("*a")
  file:close()
end

function request()
  next_cart = next_cart + 1
  local token = tokens[next_cart] or "there-are-no-more-carts"
  return wrk.format("POST", "/api/orders", {
    ["Content-Type"] = "application/json", ["X-Cart-Token"] = token, ["Idempotency-Key"] = "key-" .. token})
end
