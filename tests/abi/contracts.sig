# What plugins that exist were built against: every contract of the SDK and of the core plugins.
#
# <contract> <major> method <slot> <hash of this method and all before it> <signature>
# <contract> <major> field <record or enumeration> <place> <field: type, or enumerator = value>
#
# A line here is never changed or removed. New ones are appended by
#   build/release/bin/statybos_abi_dump --record tests/abi/contracts.sig
statybos.catalog.image_store 1 method 0 02469511a7be4896 put(Ctx&, text, text, text) -> Result<void>
statybos.catalog.image_store 1 method 1 0565ab3d31f9443d remove(Ctx&, text) -> Result<void>
statybos.catalog.image_store 1 method 2 a876d4b0c761c489 url(Ctx&, text) -> Result<text>
statybos.catalog.price_rules 1 method 0 07b24f700b38c1c3 prices(Ctx&, list<PriceQuestion>) -> Result<list<Money>>
statybos.catalog.price_rules 1 field PriceQuestion 0 product_id: ProductId
statybos.catalog.price_rules 1 field PriceQuestion 1 vendor_id: VendorId
statybos.catalog.price_rules 1 field PriceQuestion 2 category: text
statybos.catalog.price_rules 1 field PriceQuestion 3 original_price: Money
statybos.catalog.price_rules 1 field PriceQuestion 4 discounted_price: optional<Money>
statybos.catalog.product_reader 1 method 0 44bf8a8edfed24e1 find_many(Ctx&, list<ProductId>) -> Result<list<ProductSnapshot>>
statybos.catalog.product_reader 1 field ProductSnapshot 0 id: ProductId
statybos.catalog.product_reader 1 field ProductSnapshot 1 vendor_id: VendorId
statybos.catalog.product_reader 1 field ProductSnapshot 2 slug: text
statybos.catalog.product_reader 1 field ProductSnapshot 3 title: text
statybos.catalog.product_reader 1 field ProductSnapshot 4 category: text
statybos.catalog.product_reader 1 field ProductSnapshot 5 unit: Unit:8
statybos.catalog.product_reader 1 field ProductSnapshot 6 quantity: Quantity
statybos.catalog.product_reader 1 field ProductSnapshot 7 quantity_step: Quantity
statybos.catalog.product_reader 1 field ProductSnapshot 8 original_price: Money
statybos.catalog.product_reader 1 field ProductSnapshot 9 unit_price: Money
statybos.catalog.product_reader 1 field ProductSnapshot 10 vat_rate: Percent
statybos.catalog.product_reader 1 field ProductSnapshot 11 weight_grams: i64
statybos.catalog.product_reader 1 field ProductSnapshot 12 shipping: list<text>
statybos.catalog.product_reader 1 field ProductSnapshot 13 status: ProductStatus:8
statybos.catalog.product_reader 1 field ProductSnapshot 14 on_sale: bool
statybos.catalog.product_reader 1 field ProductSnapshot 15 image_url: optional<text>
statybos.catalog.product_reader 1 field Unit 0 pcs = 0
statybos.catalog.product_reader 1 field Unit 1 m = 1
statybos.catalog.product_reader 1 field Unit 2 m2 = 2
statybos.catalog.product_reader 1 field Unit 3 m3 = 3
statybos.catalog.product_reader 1 field Unit 4 kg = 4
statybos.catalog.product_reader 1 field Unit 5 t = 5
statybos.catalog.product_reader 1 field Unit 6 l = 6
statybos.catalog.product_reader 1 field Unit 7 pack = 7
statybos.catalog.product_reader 1 field Unit 8 pallet = 8
statybos.catalog.product_reader 1 field ProductStatus 0 draft = 0
statybos.catalog.product_reader 1 field ProductStatus 1 available = 1
statybos.catalog.product_reader 1 field ProductStatus 2 reserved = 2
statybos.catalog.product_reader 1 field ProductStatus 3 sold = 3
statybos.catalog.stock 1 method 0 84cb9d0000180705 reserve(Transaction&, list<StockLine>) -> Result<void>
statybos.catalog.stock 1 method 1 6592a4814b684e7e release(Transaction&, list<StockLine>) -> Result<void>
statybos.catalog.stock 1 method 2 e20ca6ac9e962336 consume(Transaction&, list<StockLine>) -> Result<void>
statybos.catalog.stock 1 method 3 d3051ddcc30bb409 restock(Transaction&, list<StockLine>) -> Result<void>
statybos.catalog.stock 1 field StockLine 0 product_id: ProductId
statybos.catalog.stock 1 field StockLine 1 quantity: Quantity
statybos.kernel.authenticator 1 method 0 7b514d1266d80c9e authenticate(Ctx&, Credentials) -> Result<AuthenticatedUser>
statybos.kernel.authenticator 1 field Credentials 0 bearer: optional<text>
statybos.kernel.authenticator 1 field Credentials 1 session_cookie: optional<text>
statybos.kernel.authenticator 1 field AuthenticatedUser 0 user_id: text
statybos.kernel.authenticator 1 field AuthenticatedUser 1 session_id: text
statybos.kernel.authenticator 1 field AuthenticatedUser 2 vendor_id: text
statybos.kernel.authenticator 1 field AuthenticatedUser 3 roles: list<text>
statybos.kernel.authenticator 1 field AuthenticatedUser 4 csrf_token: text
statybos.kernel.command 1 method 0 9e6333f6c88bd084 run(Ctx&, CommandCall) -> Result<text>
statybos.kernel.command 1 field CommandCall 0 arguments: list<text>
statybos.notifications.notification_channel 1 method 0 fcac3196a17dad19 reaches(Ctx&, Notification) -> Result<bool>
statybos.notifications.notification_channel 1 method 1 92b457e74ab11b3b deliver(Ctx&, Notification) -> Result<void>
statybos.notifications.notification_channel 1 field Notification 0 key: text
statybos.notifications.notification_channel 1 field Notification 1 event: text
statybos.notifications.notification_channel 1 field Notification 2 user_id: optional<UserId>
statybos.notifications.notification_channel 1 field Notification 3 email: optional<text>
statybos.notifications.notification_channel 1 field Notification 4 phone: optional<text>
statybos.notifications.notification_channel 1 field Notification 5 language: text
statybos.notifications.notification_channel 1 field Notification 6 title: text
statybos.notifications.notification_channel 1 field Notification 7 text: text
statybos.notifications.notification_channel 1 field Notification 8 html: text
statybos.notifications.notification_channel 1 field Notification 9 link: optional<text>
statybos.notifications.notification_channel 1 field Notification 10 brief: text
statybos.orders.order_numbers 1 method 0 c744ff6c01630da6 next(Transaction&, u32) -> Result<list<text>>
statybos.orders.order_reader 1 method 0 7493a68456f4b7a8 find(Ctx&, OrderId) -> Result<OrderSnapshot>
statybos.orders.order_reader 1 method 1 056e6216977b7227 of_purchase(Ctx&, PurchaseId) -> Result<list<OrderSnapshot>>
statybos.orders.order_reader 1 field OrderSnapshot 0 id: OrderId
statybos.orders.order_reader 1 field OrderSnapshot 1 number: text
statybos.orders.order_reader 1 field OrderSnapshot 2 purchase_id: PurchaseId
statybos.orders.order_reader 1 field OrderSnapshot 3 purchase_number: text
statybos.orders.order_reader 1 field OrderSnapshot 4 payment_id: PaymentId
statybos.orders.order_reader 1 field OrderSnapshot 5 user_id: optional<UserId>
statybos.orders.order_reader 1 field OrderSnapshot 6 email: optional<text>
statybos.orders.order_reader 1 field OrderSnapshot 7 buyer_name: text
statybos.orders.order_reader 1 field OrderSnapshot 8 language: text
statybos.orders.order_reader 1 field OrderSnapshot 9 vendor_id: VendorId
statybos.orders.order_reader 1 field OrderSnapshot 10 vendor_name: text
statybos.orders.order_reader 1 field OrderSnapshot 11 status: OrderStatus:8
statybos.orders.order_reader 1 field OrderSnapshot 12 lines: list<OrderLineSnapshot>
statybos.orders.order_reader 1 field OrderSnapshot 13 items: Money
statybos.orders.order_reader 1 field OrderSnapshot 14 discount: Money
statybos.orders.order_reader 1 field OrderSnapshot 15 shipping: Money
statybos.orders.order_reader 1 field OrderSnapshot 16 vat: Money
statybos.orders.order_reader 1 field OrderSnapshot 17 grand: Money
statybos.orders.order_reader 1 field OrderSnapshot 18 shipping_method: text
statybos.orders.order_reader 1 field OrderSnapshot 19 tracking_number: optional<text>
statybos.orders.order_reader 1 field OrderSnapshot 20 created_at: Instant
statybos.orders.order_reader 1 field OrderStatus 0 pending = 0
statybos.orders.order_reader 1 field OrderStatus 1 confirmed = 1
statybos.orders.order_reader 1 field OrderStatus 2 shipped = 2
statybos.orders.order_reader 1 field OrderStatus 3 ready_for_pickup = 3
statybos.orders.order_reader 1 field OrderStatus 4 completed = 4
statybos.orders.order_reader 1 field OrderStatus 5 cancelled = 5
statybos.orders.order_reader 1 field OrderLineSnapshot 0 id: LineId
statybos.orders.order_reader 1 field OrderLineSnapshot 1 product_id: ProductId
statybos.orders.order_reader 1 field OrderLineSnapshot 2 title: text
statybos.orders.order_reader 1 field OrderLineSnapshot 3 unit: text
statybos.orders.order_reader 1 field OrderLineSnapshot 4 quantity: Quantity
statybos.orders.order_reader 1 field OrderLineSnapshot 5 unit_price: Money
statybos.orders.order_reader 1 field OrderLineSnapshot 6 discount: Money
statybos.orders.order_reader 1 field OrderLineSnapshot 7 vat_rate: Percent
statybos.orders.order_reader 1 field OrderLineSnapshot 8 vat: Money
statybos.orders.order_reader 1 field OrderLineSnapshot 9 total: Money
statybos.payments.payment_gateway 1 method 0 ba033163038e53fe describe(Ctx&) -> Result<GatewayInfo>
statybos.payments.payment_gateway 1 method 1 ca9a58f70c28eb23 create(Ctx&, GatewayPayment) -> Result<GatewayOutcome>
statybos.payments.payment_gateway 1 method 2 69626342584be048 confirm(Ctx&, text, optional<text>) -> Result<GatewayOutcome>
statybos.payments.payment_gateway 1 method 3 6e86f2e20de6439d look_up(Ctx&, text) -> Result<GatewayOutcome>
statybos.payments.payment_gateway 1 method 4 e615d659850dc20b capture(Ctx&, text, Money, text) -> Result<GatewayOutcome>
statybos.payments.payment_gateway 1 method 5 86ab9f8b6310334c cancel(Ctx&, text, text) -> Result<GatewayOutcome>
statybos.payments.payment_gateway 1 method 6 43b40977011b3845 refund(Ctx&, GatewayRefund) -> Result<GatewayRefundOutcome>
statybos.payments.payment_gateway 1 method 7 4fa50e094485ae12 read_webhook(Ctx&, GatewayWebhook) -> Result<list<GatewayEvent>>
statybos.payments.payment_gateway 1 field GatewayInfo 0 title: text
statybos.payments.payment_gateway 1 field GatewayInfo 1 kind: text
statybos.payments.payment_gateway 1 field GatewayInfo 2 currencies: list<text>
statybos.payments.payment_gateway 1 field GatewayInfo 3 needs_token: bool
statybos.payments.payment_gateway 1 field GatewayInfo 4 captures_later: bool
statybos.payments.payment_gateway 1 field GatewayPayment 0 payment_id: PaymentId
statybos.payments.payment_gateway 1 field GatewayPayment 1 idempotency_key: text
statybos.payments.payment_gateway 1 field GatewayPayment 2 amount: Money
statybos.payments.payment_gateway 1 field GatewayPayment 3 token: optional<text>
statybos.payments.payment_gateway 1 field GatewayPayment 4 return_url: optional<text>
statybos.payments.payment_gateway 1 field GatewayPayment 5 description: text
statybos.payments.payment_gateway 1 field GatewayPayment 6 email: optional<text>
statybos.payments.payment_gateway 1 field GatewayPayment 7 language: text
statybos.payments.payment_gateway 1 field GatewayOutcome 0 state: GatewayState:8
statybos.payments.payment_gateway 1 field GatewayOutcome 1 gateway_reference: text
statybos.payments.payment_gateway 1 field GatewayOutcome 2 redirect_url: optional<text>
statybos.payments.payment_gateway 1 field GatewayOutcome 3 decline_code: optional<text>
statybos.payments.payment_gateway 1 field GatewayState 0 unknown = 0
statybos.payments.payment_gateway 1 field GatewayState 1 pending = 1
statybos.payments.payment_gateway 1 field GatewayState 2 action_required = 2
statybos.payments.payment_gateway 1 field GatewayState 3 authorized = 3
statybos.payments.payment_gateway 1 field GatewayState 4 captured = 4
statybos.payments.payment_gateway 1 field GatewayState 5 declined = 5
statybos.payments.payment_gateway 1 field GatewayState 6 voided = 6
statybos.payments.payment_gateway 1 field GatewayRefund 0 gateway_reference: text
statybos.payments.payment_gateway 1 field GatewayRefund 1 idempotency_key: text
statybos.payments.payment_gateway 1 field GatewayRefund 2 amount: Money
statybos.payments.payment_gateway 1 field GatewayRefund 3 reason: text
statybos.payments.payment_gateway 1 field GatewayRefundOutcome 0 state: RefundState:8
statybos.payments.payment_gateway 1 field GatewayRefundOutcome 1 gateway_reference: text
statybos.payments.payment_gateway 1 field RefundState 0 pending = 0
statybos.payments.payment_gateway 1 field RefundState 1 succeeded = 1
statybos.payments.payment_gateway 1 field RefundState 2 failed = 2
statybos.payments.payment_gateway 1 field GatewayWebhook 0 headers: list<WebhookHeader>
statybos.payments.payment_gateway 1 field GatewayWebhook 1 body: text
statybos.payments.payment_gateway 1 field WebhookHeader 0 name: text
statybos.payments.payment_gateway 1 field WebhookHeader 1 value: text
statybos.payments.payment_gateway 1 field GatewayEvent 0 event_id: text
statybos.payments.payment_gateway 1 field GatewayEvent 1 kind: GatewayEventKind:8
statybos.payments.payment_gateway 1 field GatewayEvent 2 payment_id: optional<PaymentId>
statybos.payments.payment_gateway 1 field GatewayEvent 3 gateway_reference: optional<text>
statybos.payments.payment_gateway 1 field GatewayEvent 4 amount: Money
statybos.payments.payment_gateway 1 field GatewayEvent 5 at: Instant
statybos.payments.payment_gateway 1 field GatewayEventKind 0 authorized = 0
statybos.payments.payment_gateway 1 field GatewayEventKind 1 captured = 1
statybos.payments.payment_gateway 1 field GatewayEventKind 2 failed = 2
statybos.payments.payment_gateway 1 field GatewayEventKind 3 voided = 3
statybos.payments.payment_gateway 1 field GatewayEventKind 4 refunded = 4
statybos.payments.payment_gateway 1 field GatewayEventKind 5 chargeback = 5
statybos.payments.payments 1 method 0 2cedc3258658654a check(Ctx&, text, Money, bool) -> Result<void>
statybos.payments.payments 1 method 1 9f027c22d2c72b36 open(Transaction&, PaymentRequest) -> Result<void>
statybos.payments.payments 1 method 2 99f260d375dbeec7 charge(Ctx&, PaymentId, optional<text>) -> Result<PaymentSnapshot>
statybos.payments.payments 1 method 3 f677cce017f3fbc8 refresh(Ctx&, PaymentId, bool) -> Result<PaymentSnapshot>
statybos.payments.payments 1 method 4 ef97b1701a91ce8f give_back(Transaction&, PaymentId, OrderId, Money, text, text) -> Result<void>
statybos.payments.payments 1 method 5 48eea74b6a0f5eb4 find_many(Ctx&, list<PaymentId>) -> Result<list<PaymentSnapshot>>
statybos.payments.payments 1 field PaymentRequest 0 payment_id: PaymentId
statybos.payments.payments 1 field PaymentRequest 1 purchase_id: PurchaseId
statybos.payments.payments 1 field PaymentRequest 2 purchase_number: text
statybos.payments.payments 1 field PaymentRequest 3 gateway: text
statybos.payments.payments 1 field PaymentRequest 4 amount: Money
statybos.payments.payments 1 field PaymentRequest 5 shares: list<PaymentShare>
statybos.payments.payments 1 field PaymentRequest 6 return_url: optional<text>
statybos.payments.payments 1 field PaymentRequest 7 email: optional<text>
statybos.payments.payments 1 field PaymentRequest 8 user_id: optional<UserId>
statybos.payments.payments 1 field PaymentRequest 9 guest_token_hash: optional<text>
statybos.payments.payments 1 field PaymentRequest 10 language: text
statybos.payments.payments 1 field PaymentShare 0 order_id: OrderId
statybos.payments.payments 1 field PaymentShare 1 vendor_id: VendorId
statybos.payments.payments 1 field PaymentShare 2 amount: Money
statybos.payments.payments 1 field PaymentSnapshot 0 id: PaymentId
statybos.payments.payments 1 field PaymentSnapshot 1 purchase_id: PurchaseId
statybos.payments.payments 1 field PaymentSnapshot 2 gateway: text
statybos.payments.payments 1 field PaymentSnapshot 3 status: PaymentStatus:8
statybos.payments.payments 1 field PaymentSnapshot 4 amount: Money
statybos.payments.payments 1 field PaymentSnapshot 5 captured: Money
statybos.payments.payments 1 field PaymentSnapshot 6 refunded: Money
statybos.payments.payments 1 field PaymentSnapshot 7 redirect_url: optional<text>
statybos.payments.payments 1 field PaymentSnapshot 8 decline_code: optional<text>
statybos.payments.payments 1 field PaymentStatus 0 pending = 0
statybos.payments.payments 1 field PaymentStatus 1 action_required = 1
statybos.payments.payments 1 field PaymentStatus 2 authorized = 2
statybos.payments.payments 1 field PaymentStatus 3 paid = 3
statybos.payments.payments 1 field PaymentStatus 4 partially_refunded = 4
statybos.payments.payments 1 field PaymentStatus 5 refunded = 5
statybos.payments.payments 1 field PaymentStatus 6 failed = 6
statybos.payments.payments 1 field PaymentStatus 7 voided = 7
statybos.shipping.quotes 1 method 0 a47d529b62e1cb7a quote(Ctx&, list<ShippingQuestion>) -> Result<list<VendorOptions>>
statybos.shipping.quotes 1 field ShippingQuestion 0 vendor_id: VendorId
statybos.shipping.quotes 1 field ShippingQuestion 1 vendor_city: text
statybos.shipping.quotes 1 field ShippingQuestion 2 vendor_country: text
statybos.shipping.quotes 1 field ShippingQuestion 3 vendor_lat: optional<f64>
statybos.shipping.quotes 1 field ShippingQuestion 4 vendor_lon: optional<f64>
statybos.shipping.quotes 1 field ShippingQuestion 5 lines: list<ParcelLine>
statybos.shipping.quotes 1 field ShippingQuestion 6 address: optional<Address>
statybos.shipping.quotes 1 field ShippingQuestion 7 currency: text
statybos.shipping.quotes 1 field ShippingQuestion 8 language: text
statybos.shipping.quotes 1 field ParcelLine 0 product_id: ProductId
statybos.shipping.quotes 1 field ParcelLine 1 quantity: Quantity
statybos.shipping.quotes 1 field ParcelLine 2 weight_grams: i64
statybos.shipping.quotes 1 field ParcelLine 3 kinds: list<text>
statybos.shipping.quotes 1 field Address 0 name: optional<text>
statybos.shipping.quotes 1 field Address 1 company: optional<text>
statybos.shipping.quotes 1 field Address 2 street: text
statybos.shipping.quotes 1 field Address 3 city: text
statybos.shipping.quotes 1 field Address 4 region: optional<text>
statybos.shipping.quotes 1 field Address 5 postal_code: text
statybos.shipping.quotes 1 field Address 6 country: text
statybos.shipping.quotes 1 field Address 7 phone: optional<text>
statybos.shipping.quotes 1 field Address 8 lat: optional<f64>
statybos.shipping.quotes 1 field Address 9 lon: optional<f64>
statybos.shipping.quotes 1 field VendorOptions 0 vendor_id: VendorId
statybos.shipping.quotes 1 field VendorOptions 1 options: list<ShippingOption>
statybos.shipping.quotes 1 field ShippingOption 0 method: text
statybos.shipping.quotes 1 field ShippingOption 1 offer: ShippingOffer
statybos.shipping.quotes 1 field ShippingOffer 0 name: text
statybos.shipping.quotes 1 field ShippingOffer 1 price: Money
statybos.shipping.quotes 1 field ShippingOffer 2 estimate: text
statybos.shipping.quotes 1 field ShippingOffer 3 needs_address: bool
statybos.shipping.quotes 1 field ShippingOffer 4 pickup_points: list<PickupPoint>
statybos.shipping.quotes 1 field PickupPoint 0 id: text
statybos.shipping.quotes 1 field PickupPoint 1 name: text
statybos.shipping.quotes 1 field PickupPoint 2 address: Address
statybos.shipping.shipping_method 1 method 0 779269426126ca74 offer(Ctx&, ShippingQuestion) -> Result<optional<ShippingOffer>>
statybos.shipping.shipping_method 1 field ShippingQuestion 0 vendor_id: VendorId
statybos.shipping.shipping_method 1 field ShippingQuestion 1 vendor_city: text
statybos.shipping.shipping_method 1 field ShippingQuestion 2 vendor_country: text
statybos.shipping.shipping_method 1 field ShippingQuestion 3 vendor_lat: optional<f64>
statybos.shipping.shipping_method 1 field ShippingQuestion 4 vendor_lon: optional<f64>
statybos.shipping.shipping_method 1 field ShippingQuestion 5 lines: list<ParcelLine>
statybos.shipping.shipping_method 1 field ShippingQuestion 6 address: optional<Address>
statybos.shipping.shipping_method 1 field ShippingQuestion 7 currency: text
statybos.shipping.shipping_method 1 field ShippingQuestion 8 language: text
statybos.shipping.shipping_method 1 field ParcelLine 0 product_id: ProductId
statybos.shipping.shipping_method 1 field ParcelLine 1 quantity: Quantity
statybos.shipping.shipping_method 1 field ParcelLine 2 weight_grams: i64
statybos.shipping.shipping_method 1 field ParcelLine 3 kinds: list<text>
statybos.shipping.shipping_method 1 field Address 0 name: optional<text>
statybos.shipping.shipping_method 1 field Address 1 company: optional<text>
statybos.shipping.shipping_method 1 field Address 2 street: text
statybos.shipping.shipping_method 1 field Address 3 city: text
statybos.shipping.shipping_method 1 field Address 4 region: optional<text>
statybos.shipping.shipping_method 1 field Address 5 postal_code: text
statybos.shipping.shipping_method 1 field Address 6 country: text
statybos.shipping.shipping_method 1 field Address 7 phone: optional<text>
statybos.shipping.shipping_method 1 field Address 8 lat: optional<f64>
statybos.shipping.shipping_method 1 field Address 9 lon: optional<f64>
statybos.shipping.shipping_method 1 field ShippingOffer 0 name: text
statybos.shipping.shipping_method 1 field ShippingOffer 1 price: Money
statybos.shipping.shipping_method 1 field ShippingOffer 2 estimate: text
statybos.shipping.shipping_method 1 field ShippingOffer 3 needs_address: bool
statybos.shipping.shipping_method 1 field ShippingOffer 4 pickup_points: list<PickupPoint>
statybos.shipping.shipping_method 1 field PickupPoint 0 id: text
statybos.shipping.shipping_method 1 field PickupPoint 1 name: text
statybos.shipping.shipping_method 1 field PickupPoint 2 address: Address
statybos.users.user_reader 1 method 0 e870cf64fa75ab7a find(Ctx&, UserId) -> Result<UserSnapshot>
statybos.users.user_reader 1 method 1 85fe3444f785a603 with_role(Ctx&, text) -> Result<list<UserSnapshot>>
statybos.users.user_reader 1 method 2 bcb71de6acd5fd62 verification_token(Ctx&, UserId) -> Result<text>
statybos.users.user_reader 1 method 3 63ecf3139cfe4e25 password_token(Ctx&, UserId) -> Result<text>
statybos.users.user_reader 1 field UserSnapshot 0 id: UserId
statybos.users.user_reader 1 field UserSnapshot 1 email: text
statybos.users.user_reader 1 field UserSnapshot 2 name: text
statybos.users.user_reader 1 field UserSnapshot 3 language: text
statybos.users.user_reader 1 field UserSnapshot 4 phone: optional<text>
statybos.users.user_reader 1 field UserSnapshot 5 email_verified: bool
statybos.users.user_reader 1 field UserSnapshot 6 roles: list<text>
statybos.users.user_reader 1 field UserSnapshot 7 company: optional<Company>
statybos.users.user_reader 1 field UserSnapshot 8 vendor_id: optional<VendorId>
statybos.users.user_reader 1 field Company 0 name: text
statybos.users.user_reader 1 field Company 1 code: text
statybos.users.user_reader 1 field Company 2 vat_code: optional<text>
statybos.users.vendor_reader 1 method 0 b620ea0df70e9007 find_many(Ctx&, list<VendorId>) -> Result<list<VendorSnapshot>>
statybos.users.vendor_reader 1 method 1 76089638f10ccc0c find(Ctx&, text) -> Result<VendorSnapshot>
statybos.users.vendor_reader 1 field VendorSnapshot 0 id: VendorId
statybos.users.vendor_reader 1 field VendorSnapshot 1 user_id: UserId
statybos.users.vendor_reader 1 field VendorSnapshot 2 slug: text
statybos.users.vendor_reader 1 field VendorSnapshot 3 display_name: text
statybos.users.vendor_reader 1 field VendorSnapshot 4 kind: VendorKind:8
statybos.users.vendor_reader 1 field VendorSnapshot 5 verification_status: VerificationStatus:8
statybos.users.vendor_reader 1 field VendorSnapshot 6 vat_payer: bool
statybos.users.vendor_reader 1 field VendorSnapshot 7 rating_average: f64
statybos.users.vendor_reader 1 field VendorSnapshot 8 rating_count: i32
statybos.users.vendor_reader 1 field VendorSnapshot 9 location: Location
statybos.users.vendor_reader 1 field VendorSnapshot 10 company: optional<Company>
statybos.users.vendor_reader 1 field VendorSnapshot 11 iban: text
statybos.users.vendor_reader 1 field VendorSnapshot 12 email: text
statybos.users.vendor_reader 1 field VendorSnapshot 13 language: text
statybos.users.vendor_reader 1 field VendorKind 0 private = 0
statybos.users.vendor_reader 1 field VendorKind 1 business = 1
statybos.users.vendor_reader 1 field VerificationStatus 0 pending = 0
statybos.users.vendor_reader 1 field VerificationStatus 1 verified = 1
statybos.users.vendor_reader 1 field VerificationStatus 2 rejected = 2
statybos.users.vendor_reader 1 field VerificationStatus 3 suspended = 3
statybos.users.vendor_reader 1 field Location 0 city: text
statybos.users.vendor_reader 1 field Location 1 region: optional<text>
statybos.users.vendor_reader 1 field Location 2 postal_code: optional<text>
statybos.users.vendor_reader 1 field Location 3 country: text
statybos.users.vendor_reader 1 field Location 4 lat: optional<f64>
statybos.users.vendor_reader 1 field Location 5 lon: optional<f64>
statybos.users.vendor_reader 1 field Company 0 name: text
statybos.users.vendor_reader 1 field Company 1 code: text
statybos.users.vendor_reader 1 field Company 2 vat_code: optional<text>
statybos.payments.payment_gateway 1 field GatewayInfo 5 webhook_headers: list<text>
statybos.catalog.category_reader 1 method 0 e50233a12fa0a142 find(Ctx&, text) -> Result<CategorySnapshot>
statybos.catalog.category_reader 1 field CategorySnapshot 0 id: CategoryId
statybos.catalog.category_reader 1 field CategorySnapshot 1 slug: text
statybos.catalog.product_reader 1 field ProductSnapshot 16 categories: list<text>
statybos.payments.commission_rules 1 method 0 2fd8dbc8c09d2928 fees(Ctx&, list<PaymentShare>) -> Result<list<CommissionFee>>
statybos.payments.commission_rules 1 field PaymentShare 0 order_id: OrderId
statybos.payments.commission_rules 1 field PaymentShare 1 vendor_id: VendorId
statybos.payments.commission_rules 1 field PaymentShare 2 amount: Money
statybos.payments.commission_rules 1 field PaymentShare 3 marketplace_discount: Money
statybos.payments.commission_rules 1 field PaymentShare 4 shipping: Money
statybos.payments.commission_rules 1 field PaymentShare 5 lines: list<CommissionLine>
statybos.payments.commission_rules 1 field PaymentShare 6 order_number: text
statybos.payments.commission_rules 1 field CommissionLine 0 line_id: LineId
statybos.payments.commission_rules 1 field CommissionLine 1 product_id: ProductId
statybos.payments.commission_rules 1 field CommissionLine 2 category: text
statybos.payments.commission_rules 1 field CommissionLine 3 categories: list<text>
statybos.payments.commission_rules 1 field CommissionLine 4 quantity: Quantity
statybos.payments.commission_rules 1 field CommissionLine 5 net: Money
statybos.payments.commission_rules 1 field CommissionLine 6 gross: Money
statybos.payments.commission_rules 1 field CommissionFee 0 line_id: LineId
statybos.payments.commission_rules 1 field CommissionFee 1 rule_id: CommissionRuleId
statybos.payments.commission_rules 1 field CommissionFee 2 rate: Percent
statybos.payments.commission_rules 1 field CommissionFee 3 fee: Money
statybos.payments.payments 1 method 6 2ace83f1c2681805 refund(Transaction&, RefundRequest) -> Result<RefundSnapshot>
statybos.payments.payments 1 field PaymentShare 3 marketplace_discount: Money
statybos.payments.payments 1 field PaymentShare 4 shipping: Money
statybos.payments.payments 1 field PaymentShare 5 lines: list<CommissionLine>
statybos.payments.payments 1 field PaymentShare 6 order_number: text
statybos.payments.payments 1 field CommissionLine 0 line_id: LineId
statybos.payments.payments 1 field CommissionLine 1 product_id: ProductId
statybos.payments.payments 1 field CommissionLine 2 category: text
statybos.payments.payments 1 field CommissionLine 3 categories: list<text>
statybos.payments.payments 1 field CommissionLine 4 quantity: Quantity
statybos.payments.payments 1 field CommissionLine 5 net: Money
statybos.payments.payments 1 field CommissionLine 6 gross: Money
statybos.payments.payments 1 field RefundRequest 0 id: RefundId
statybos.payments.payments 1 field RefundRequest 1 payment_id: PaymentId
statybos.payments.payments 1 field RefundRequest 2 order_id: OrderId
statybos.payments.payments 1 field RefundRequest 3 amount: Money
statybos.payments.payments 1 field RefundRequest 4 items: Money
statybos.payments.payments 1 field RefundRequest 5 lines: list<RefundedLine>
statybos.payments.payments 1 field RefundRequest 6 key: text
statybos.payments.payments 1 field RefundRequest 7 reason: text
statybos.payments.payments 1 field RefundedLine 0 line_id: LineId
statybos.payments.payments 1 field RefundedLine 1 amount: Money
statybos.payments.payments 1 field RefundSnapshot 0 id: RefundId
statybos.payments.payments 1 field RefundSnapshot 1 order_id: OrderId
statybos.payments.payments 1 field RefundSnapshot 2 amount: Money
statybos.payments.payments 1 field RefundSnapshot 3 status: RefundState:8
statybos.payments.payments 1 field RefundState 0 pending = 0
statybos.payments.payments 1 field RefundState 1 succeeded = 1
statybos.payments.payments 1 field RefundState 2 failed = 2
statybos.payments.payment_events 1 method 0 c92fd56229812b4d record(Transaction&, text, list<GatewayEvent>) -> Result<list<RecordedEvent>>
statybos.payments.payment_events 1 field GatewayEvent 0 event_id: text
statybos.payments.payment_events 1 field GatewayEvent 1 kind: GatewayEventKind:8
statybos.payments.payment_events 1 field GatewayEvent 2 payment_id: optional<PaymentId>
statybos.payments.payment_events 1 field GatewayEvent 3 gateway_reference: optional<text>
statybos.payments.payment_events 1 field GatewayEvent 4 amount: Money
statybos.payments.payment_events 1 field GatewayEvent 5 at: Instant
statybos.payments.payment_events 1 field GatewayEvent 6 gateway_refund_reference: optional<text>
statybos.payments.payment_events 1 field GatewayEvent 7 refund_key: optional<text>
statybos.payments.payment_events 1 field GatewayEventKind 0 authorized = 0
statybos.payments.payment_events 1 field GatewayEventKind 1 captured = 1
statybos.payments.payment_events 1 field GatewayEventKind 2 failed = 2
statybos.payments.payment_events 1 field GatewayEventKind 3 voided = 3
statybos.payments.payment_events 1 field GatewayEventKind 4 refunded = 4
statybos.payments.payment_events 1 field GatewayEventKind 5 chargeback = 5
statybos.payments.payment_events 1 field GatewayEventKind 6 refund_failed = 6
statybos.payments.payment_events 1 field RecordedEvent 0 event_id: text
statybos.payments.payment_events 1 field RecordedEvent 1 verdict: EventVerdict:8
statybos.payments.payment_events 1 field EventVerdict 0 recorded = 0
statybos.payments.payment_events 1 field EventVerdict 1 repeated = 1
statybos.payments.payment_events 1 field EventVerdict 2 mismatched = 2
statybos.payments.payment_events 1 field EventVerdict 3 unknown_payment = 3
statybos.payments.payment_gateway 1 field GatewayInfo 6 minimum: optional<Money>
statybos.payments.payment_gateway 1 field GatewayInfo 7 maximum: optional<Money>
statybos.payments.payment_gateway 1 field GatewayInfo 8 paid_to_vendor: bool
statybos.payments.payment_gateway 1 field GatewayOutcome 4 instructions: list<PaymentInstruction>
statybos.payments.payment_gateway 1 field PaymentInstruction 0 name: text
statybos.payments.payment_gateway 1 field PaymentInstruction 1 value: text
statybos.payments.payment_gateway 1 field GatewayRefund 4 order_id: optional<OrderId>
statybos.payments.payment_gateway 1 field GatewayEvent 6 gateway_refund_reference: optional<text>
statybos.payments.payment_gateway 1 field GatewayEvent 7 refund_key: optional<text>
statybos.payments.payment_gateway 1 field GatewayEventKind 6 refund_failed = 6
statybos.payments.payments 1 field PaymentSnapshot 9 instructions: list<PaymentInstruction>
statybos.payments.payments 1 field PaymentInstruction 0 name: text
statybos.payments.payments 1 field PaymentInstruction 1 value: text
statybos.shipping.collection_codes 1 method 0 0a4df5fc11d76a01 code_of(Ctx&, OrderId) -> Result<optional<text>>
statybos.shipping.quotes 1 field ShippingQuestion 9 goods: Money
statybos.shipping.quotes 1 field ShippingQuestion 10 method: optional<text>
statybos.shipping.quotes 1 field ShippingQuestion 11 pickup_point_id: optional<text>
statybos.shipping.quotes 1 field PickupPoint 3 opening_hours: list<OpeningHours>
statybos.shipping.quotes 1 field PickupPoint 4 note: optional<text>
statybos.shipping.quotes 1 field OpeningHours 0 day: Weekday:8
statybos.shipping.quotes 1 field OpeningHours 1 opens: text
statybos.shipping.quotes 1 field OpeningHours 2 closes: text
statybos.shipping.quotes 1 field Weekday 0 monday = 0
statybos.shipping.quotes 1 field Weekday 1 tuesday = 1
statybos.shipping.quotes 1 field Weekday 2 wednesday = 2
statybos.shipping.quotes 1 field Weekday 3 thursday = 3
statybos.shipping.quotes 1 field Weekday 4 friday = 4
statybos.shipping.quotes 1 field Weekday 5 saturday = 5
statybos.shipping.quotes 1 field Weekday 6 sunday = 6
statybos.shipping.shipping_method 1 field ShippingQuestion 9 goods: Money
statybos.shipping.shipping_method 1 field ShippingQuestion 10 method: optional<text>
statybos.shipping.shipping_method 1 field ShippingQuestion 11 pickup_point_id: optional<text>
statybos.shipping.shipping_method 1 field PickupPoint 3 opening_hours: list<OpeningHours>
statybos.shipping.shipping_method 1 field PickupPoint 4 note: optional<text>
statybos.shipping.shipping_method 1 field OpeningHours 0 day: Weekday:8
statybos.shipping.shipping_method 1 field OpeningHours 1 opens: text
statybos.shipping.shipping_method 1 field OpeningHours 2 closes: text
statybos.shipping.shipping_method 1 field Weekday 0 monday = 0
statybos.shipping.shipping_method 1 field Weekday 1 tuesday = 1
statybos.shipping.shipping_method 1 field Weekday 2 wednesday = 2
statybos.shipping.shipping_method 1 field Weekday 3 thursday = 3
statybos.shipping.shipping_method 1 field Weekday 4 friday = 4
statybos.shipping.shipping_method 1 field Weekday 5 saturday = 5
statybos.shipping.shipping_method 1 field Weekday 6 sunday = 6
statybos.orders.order_reader 1 method 2 967e56b4773f2bc0 find_visible(Ctx&, text, text) -> Result<OrderSnapshot>
statybos.orders.order_reader 1 method 3 6e1904442bdce7cc find_by_number(Ctx&, text, text) -> Result<OrderSnapshot>
statybos.orders.order_reader 1 field OrderSnapshot 21 vat_treatment: VatTreatment:8
statybos.orders.order_reader 1 field OrderSnapshot 22 shipping_vat_rate: Percent
statybos.orders.order_reader 1 field OrderSnapshot 23 shipping_vat: Money
statybos.orders.order_reader 1 field OrderSnapshot 24 vat_summary: list<VatSum>
statybos.orders.order_reader 1 field OrderSnapshot 25 buyer_company: optional<text>
statybos.orders.order_reader 1 field OrderSnapshot 26 buyer_company_code: optional<text>
statybos.orders.order_reader 1 field OrderSnapshot 27 buyer_vat_number: optional<text>
statybos.orders.order_reader 1 field OrderSnapshot 28 vat_number_reference: optional<text>
statybos.orders.order_reader 1 field OrderSnapshot 29 buyer_address: optional<BuyerAddress>
statybos.orders.order_reader 1 field OrderSnapshot 30 confirmed_at: optional<Instant>
statybos.orders.order_reader 1 field OrderSnapshot 31 paid: bool
statybos.orders.order_reader 1 field OrderSnapshot 32 phone: optional<text>
statybos.orders.order_reader 1 field VatTreatment 0 standard = 0
statybos.orders.order_reader 1 field VatTreatment 1 not_payer = 1
statybos.orders.order_reader 1 field VatTreatment 2 reverse_charge = 2
statybos.orders.order_reader 1 field VatSum 0 rate: Percent
statybos.orders.order_reader 1 field VatSum 1 net: Money
statybos.orders.order_reader 1 field VatSum 2 vat: Money
statybos.orders.order_reader 1 field VatSum 3 gross: Money
statybos.orders.order_reader 1 field BuyerAddress 0 street: text
statybos.orders.order_reader 1 field BuyerAddress 1 city: text
statybos.orders.order_reader 1 field BuyerAddress 2 region: optional<text>
statybos.orders.order_reader 1 field BuyerAddress 3 postal_code: text
statybos.orders.order_reader 1 field BuyerAddress 4 country: text
statybos.orders.order_transitions 1 method 0 9de59a7f249ea37b table(Ctx&) -> Result<list<OrderTransition>>
statybos.orders.order_transitions 1 field OrderTransition 0 from: OrderStatus:8
statybos.orders.order_transitions 1 field OrderTransition 1 to: OrderStatus:8
statybos.orders.order_transitions 1 field OrderTransition 2 by: list<Actor:8>
statybos.orders.order_transitions 1 field OrderStatus 0 pending = 0
statybos.orders.order_transitions 1 field OrderStatus 1 confirmed = 1
statybos.orders.order_transitions 1 field OrderStatus 2 shipped = 2
statybos.orders.order_transitions 1 field OrderStatus 3 ready_for_pickup = 3
statybos.orders.order_transitions 1 field OrderStatus 4 completed = 4
statybos.orders.order_transitions 1 field OrderStatus 5 cancelled = 5
statybos.orders.order_transitions 1 field Actor 0 buyer = 1
statybos.orders.order_transitions 1 field Actor 1 vendor = 2
statybos.orders.order_transitions 1 field Actor 2 admin = 4
statybos.orders.order_transitions 1 field Actor 3 system = 8
statybos.orders.tax_rules 1 method 0 45113e5b3c491e1f decide(Ctx&, list<TaxQuestion>) -> Result<list<TaxDecision>>
statybos.orders.tax_rules 1 field TaxQuestion 0 vendor_id: VendorId
statybos.orders.tax_rules 1 field TaxQuestion 1 vendor_pays_vat: bool
statybos.orders.tax_rules 1 field TaxQuestion 2 vendor_country: text
statybos.orders.tax_rules 1 field TaxQuestion 3 lines: list<TaxLine>
statybos.orders.tax_rules 1 field TaxQuestion 4 ship_to: optional<text>
statybos.orders.tax_rules 1 field TaxQuestion 5 vat_number: optional<text>
statybos.orders.tax_rules 1 field TaxLine 0 product_id: ProductId
statybos.orders.tax_rules 1 field TaxLine 1 category: text
statybos.orders.tax_rules 1 field TaxLine 2 categories: list<text>
statybos.orders.tax_rules 1 field TaxLine 3 vat_rate: Percent
statybos.orders.tax_rules 1 field TaxDecision 0 treatment: VatTreatment:8
statybos.orders.tax_rules 1 field TaxDecision 1 rates: list<Percent>
statybos.orders.tax_rules 1 field TaxDecision 2 shipping_rate: Percent
statybos.orders.tax_rules 1 field VatTreatment 0 standard = 0
statybos.orders.tax_rules 1 field VatTreatment 1 not_payer = 1
statybos.orders.tax_rules 1 field VatTreatment 2 reverse_charge = 2
statybos.orders.vat_number_validator 1 method 0 1f21ba9a04bfde97 check(Ctx&, text) -> Result<VatNumberAnswer>
statybos.orders.vat_number_validator 1 field VatNumberAnswer 0 valid: bool
statybos.orders.vat_number_validator 1 field VatNumberAnswer 1 name: optional<text>
statybos.orders.vat_number_validator 1 field VatNumberAnswer 2 reference: optional<text>
statybos.orders.vouchers 1 method 0 827acbee0f348cb9 judge(Ctx&, VoucherQuestion) -> Result<VoucherVerdict>
statybos.orders.vouchers 1 method 1 f5df990d6a1d3a96 claim(Transaction&, VoucherClaim) -> Result<void>
statybos.orders.vouchers 1 method 2 0ef325576e28b51c give_back(Transaction&, PurchaseId, list<OrderId>) -> Result<void>
statybos.orders.vouchers 1 field VoucherQuestion 0 codes: list<text>
statybos.orders.vouchers 1 field VoucherQuestion 1 lines: list<VoucherLine>
statybos.orders.vouchers 1 field VoucherQuestion 2 user_id: optional<UserId>
statybos.orders.vouchers 1 field VoucherQuestion 3 email: optional<text>
statybos.orders.vouchers 1 field VoucherLine 0 line_id: LineId
statybos.orders.vouchers 1 field VoucherLine 1 product_id: ProductId
statybos.orders.vouchers 1 field VoucherLine 2 vendor_id: VendorId
statybos.orders.vouchers 1 field VoucherLine 3 category: text
statybos.orders.vouchers 1 field VoucherLine 4 categories: list<text>
statybos.orders.vouchers 1 field VoucherLine 5 quantity: Quantity
statybos.orders.vouchers 1 field VoucherLine 6 gross: Money
statybos.orders.vouchers 1 field VoucherVerdict 0 discounts: list<VoucherDiscount>
statybos.orders.vouchers 1 field VoucherVerdict 1 refusals: list<VoucherRefusal>
statybos.orders.vouchers 1 field VoucherDiscount 0 voucher_id: VoucherId
statybos.orders.vouchers 1 field VoucherDiscount 1 code: text
statybos.orders.vouchers 1 field VoucherDiscount 2 funded_by: VoucherFunder:8
statybos.orders.vouchers 1 field VoucherDiscount 3 vendor_id: optional<VendorId>
statybos.orders.vouchers 1 field VoucherDiscount 4 discount: Money
statybos.orders.vouchers 1 field VoucherDiscount 5 lines: list<LineDiscount>
statybos.orders.vouchers 1 field VoucherFunder 0 vendor = 0
statybos.orders.vouchers 1 field VoucherFunder 1 marketplace = 1
statybos.orders.vouchers 1 field LineDiscount 0 line_id: LineId
statybos.orders.vouchers 1 field LineDiscount 1 amount: Money
statybos.orders.vouchers 1 field VoucherRefusal 0 code: text
statybos.orders.vouchers 1 field VoucherRefusal 1 reason: text
statybos.orders.vouchers 1 field VoucherRefusal 2 message: text
statybos.orders.vouchers 1 field VoucherRefusal 3 funded_by: VoucherFunder:8
statybos.orders.vouchers 1 field VoucherRefusal 4 vendor_id: optional<VendorId>
statybos.orders.vouchers 1 field VoucherClaim 0 purchase_id: PurchaseId
statybos.orders.vouchers 1 field VoucherClaim 1 user_id: optional<UserId>
statybos.orders.vouchers 1 field VoucherClaim 2 email: text
statybos.orders.vouchers 1 field VoucherClaim 3 uses: list<VoucherUse>
statybos.orders.vouchers 1 field VoucherUse 0 voucher_id: VoucherId
statybos.orders.vouchers 1 field VoucherUse 1 code: text
statybos.orders.vouchers 1 field VoucherUse 2 discount: Money
statybos.orders.vouchers 1 field VoucherUse 3 orders: list<OrderId>
statybos.payments.payments 1 method 7 e33acc8615882814 refundable(Transaction&, OrderId) -> Result<RefundableOrder>
statybos.payments.payments 1 field RefundableOrder 0 payment_id: PaymentId
statybos.payments.payments 1 field RefundableOrder 1 total: Money
statybos.payments.payments 1 field RefundableOrder 2 items: Money
statybos.payments.payments 1 field RefundableOrder 3 lines: list<RefundedLine>
statybos.payments.payments 1 method 8 da9b29fe59d42177 charge_opened(Ctx&, PaymentRequest, optional<text>) -> Result<PaymentSnapshot>
statybos.payments.payments 1 field PaymentRequest 11 charge_started_at: optional<Instant>
