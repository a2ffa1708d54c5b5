-- Places each prepared cart once. Arguments: a file with a line `<cart token> <Idempotency-Key>` for
-- each cart, and one with the order's JSON. Runs with one thread; carts that are left over stay.
local carts, next_cart = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    carts[#carts + 1] = line
  end
  local file = io.open(arguments[2])
  wrk.body = file:read("*a")
  file:close()
end

function request()
  next_cart = next_cart + 1
  local token, key = string.match(carts[next_cart] or "none none", "(%S+) (%S+)")
  return wrk.format("POST", "/api/orders", {
    ["Content-Type"] = "application/json", ["X-Cart-Token"] = token, ["Idempotency-Key"] = key})
end
