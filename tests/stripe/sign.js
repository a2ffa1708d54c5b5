// Signs webhooks as Stripe does: a JSON line {payload, secret, timestamp} in, a line with the header out.
const stripe = require("stripe")("sk_test_unused");

require("readline").createInterface({input: process.stdin}).on("line", line => {
  const {payload, secret, timestamp} = JSON.parse(line);
  console.log(stripe.webhooks.generateTestHeaderString({payload, secret, timestamp}));
});
