# shellcheck shell=bash
# ./dev run: the marketplace with its demo.

demo_accounts() {
  cat <<END

    API          http://127.0.0.1:$PORT/api/products/
    Contract     http://127.0.0.1:$PORT/api/openapi.json
    Health       http://127.0.0.1:$PORT/health/ready
    Mails        $DATA/plugins/statybos.notifications/mail (as .eml files)

    Accounts of the demo, all with the password statybos-demo-1:
      buyer@demo.test  business@demo.test                           buyers
      vendor-a@demo.test  vendor-b@demo.test  vendor-p@demo.test    vendors
      admin@demo.test  support@demo.test                            operators

    Ctrl-C stops it; what it stored stays in $DATA.

END
}

run_marketplace() {
  local statybos=$ROOT/build/$PRESET/bin/statybos
  local -a options=(--config "$ROOT/config/marketplace.yaml" --data "$DATA")
  mkdir -p "$DATA"
  step "Loading what is missing of the demo"
  "$statybos" demo load "${options[@]}" || fail "the demo could not be loaded; the lines above say why"
  step "Serving"
  demo_accounts
  exec "$statybos" serve "${options[@]}" --port "$PORT"
}
