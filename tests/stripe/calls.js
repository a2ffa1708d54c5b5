// Makes, through the real package, the calls that the plugin makes: node calls.js URL KEY < calls.json
//
// Input: [{make: "paymentIntents.create", arguments: […], key: "…"}]; prints what came back, in order.
const Stripe = require("stripe");

const [url, secretKey] = process.argv.slice(2);
const {hostname, port} = new URL(url);
const stripe = new Stripe(secretKey, {host: hostname, port, protocol: "http", maxNetworkRetries: 0, telemetry: false});

async function main() {
  const calls = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const answers = [];
  for (const {make, arguments: given, key} of calls) {
    const [room, verb] = make.split(".");
    try {
      const answer = await stripe[room][verb](...given, key ? {idempotencyKey: key} : {});
      answers.push({answer});
    } catch (error) {
      answers.push({error: {type: error.type, code: error.code, decline_code: error.decline_code, status: error.statusCode}});
    }
  }
  console.log(JSON.stringify(answers));
}

main();
