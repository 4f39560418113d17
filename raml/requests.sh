#!/bin/sh
# One request for each operation, made from the examples of the RAML by ./mvnw -pl raml test -Dtwins.write=true. Not to be edited.
# Send the first, and say ORDER_ID=<the orderId of its answer> for the others.
ORDER_ID=${ORDER_ID:-019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071}
ORDER_EXP_API=${ORDER_EXP_API:-http://127.0.0.1:8081}
ORDER_PROC_API=${ORDER_PROC_API:-http://127.0.0.1:8082}
INVENTORY_SYS_API=${INVENTORY_SYS_API:-http://127.0.0.1:8083}
PAYMENT_SYS_API=${PAYMENT_SYS_API:-http://127.0.0.1:8084}
SHIPPING_SYS_API=${SHIPPING_SYS_API:-http://127.0.0.1:8085}
ORDER_STATUS_STORE=${ORDER_STATUS_STORE:-http://127.0.0.1:9086}

# placeOrder: Place an order; expects 202
curl -sS -i -X POST "$ORDER_EXP_API/orders" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"customerId":"C-1001","currency":"EUR","items":[{"sku":"TEA-EARL-GREY-250","quantity":2,"unitPrice":"7.90"},{"sku":"CUP-BLUE","quantity":4,"unitPrice":12.5}],"payment":{"method":"CARD","token":"tok_4f9d2c7b"},"shippingAddress":{"name":"Ada Lovelace","line1":"12 St James'\''s Square","line2":"2nd floor","postalCode":"SW1Y 4JH","city":"London","country":"GB"},"note":"Please ring twice."}'

# getOrderStatus: Ask where an order is; expects 200
curl -sS -i -X GET "$ORDER_EXP_API/orders/$ORDER_ID/status" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getOrderHistory: Ask how an order came to where it is; expects 200
curl -sS -i -X GET "$ORDER_EXP_API/orders/$ORDER_ID/history" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getOrderEvents: Follow an order live; expects 200
curl -sS -i -X GET "$ORDER_EXP_API/orders/$ORDER_ID/events" -H 'Accept: text/event-stream' -H 'X-Correlation-ID: requests'

# getRoomBoard: Ask how the house is; expects 200
curl -sS -i -X GET "$ORDER_EXP_API/room/board" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# setRoomFault: Break or heal a system; expects 200
curl -sS -i -X PUT "$ORDER_EXP_API/room/faults" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"system":"payment-sys-api","fault":"SLOW"}'

# getRoomCalls: Ask what was called for an order; expects 200
curl -sS -i -X GET "$ORDER_EXP_API/room/calls/$ORDER_ID" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# processOrder: Hand an order over; expects 202
curl -sS -i -X POST "$ORDER_PROC_API/process/orders" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"orderId":"'"$ORDER_ID"'"}'

# getOrderProgress: Ask who works on an order; expects 200
curl -sS -i -X GET "$ORDER_PROC_API/process/orders/$ORDER_ID" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# retryOrder: Drive an order on at once; expects 409
curl -sS -i -X POST "$ORDER_PROC_API/process/orders/$ORDER_ID/actions/retry" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"by":"ada","why":"payment-sys-api is back"}'

# cancelOrder: Stop an order that has not been charged; expects 409
curl -sS -i -X POST "$ORDER_PROC_API/process/orders/$ORDER_ID/actions/cancel" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"by":"ada","why":"the customer rang"}'

# getProcessSummary: Ask how busy this copy is; expects 200
curl -sS -i -X GET "$ORDER_PROC_API/process/summary" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getProcessBoard: Ask how this copy, its systems and its promises are; expects 200
curl -sS -i -X GET "$ORDER_PROC_API/process/board" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# setFault: Break or heal a system; expects 200
curl -sS -i -X PUT "$ORDER_PROC_API/process/faults" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"system":"payment-sys-api","fault":"SLOW"}'

# getOrderCalls: Ask what this copy called for an order; expects 200
curl -sS -i -X GET "$ORDER_PROC_API/process/calls/$ORDER_ID" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# checkInventory: Check the stock; expects 200
curl -sS -i -X POST "$INVENTORY_SYS_API/inventory/check" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"orderId":"'"$ORDER_ID"'","items":[{"sku":"TEA-EARL-GREY-250","quantity":2},{"sku":"CUP-BLUE","quantity":4}]}'

# getInventoryLedger: Read the totals; expects 200
curl -sS -i -X GET "$INVENTORY_SYS_API/inventory/ledger" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getInventoryLedgerOfOrder: Read what happened for one order; expects 200
curl -sS -i -X GET "$INVENTORY_SYS_API/inventory/ledger/$ORDER_ID" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getFailureModes: Read the failure modes; expects 200
curl -sS -i -X GET "$INVENTORY_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# setFailureModes: Set the failure modes; expects 200
curl -sS -i -X PUT "$INVENTORY_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"mode":"DOWN"}'

# resetFailureModes: Reset the failure modes; expects 200
curl -sS -i -X DELETE "$INVENTORY_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# chargePayment: Charge a payment; expects 200
curl -sS -i -X POST "$PAYMENT_SYS_API/payment/charge" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"orderId":"'"$ORDER_ID"'","amount":"65.80","currency":"EUR","token":"tok_4f9d2c7b"}'

# reversePayment: Reverse a payment; expects 200
curl -sS -i -X POST "$PAYMENT_SYS_API/payment/reversal" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"orderId":"'"$ORDER_ID"'","reason":"NOT_SHIPPABLE"}'

# getPaymentLedger: Read the totals; expects 200
curl -sS -i -X GET "$PAYMENT_SYS_API/payment/ledger" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getPaymentLedgerOfOrder: Read what happened for one order; expects 200
curl -sS -i -X GET "$PAYMENT_SYS_API/payment/ledger/$ORDER_ID" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getFailureModes: Read the failure modes; expects 200
curl -sS -i -X GET "$PAYMENT_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# setFailureModes: Set the failure modes; expects 200
curl -sS -i -X PUT "$PAYMENT_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"mode":"DOWN"}'

# resetFailureModes: Reset the failure modes; expects 200
curl -sS -i -X DELETE "$PAYMENT_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# createShipment: Create a shipment; expects 200
curl -sS -i -X POST "$SHIPPING_SYS_API/shipping/create" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"orderId":"'"$ORDER_ID"'","items":[{"sku":"TEA-EARL-GREY-250","quantity":2},{"sku":"CUP-BLUE","quantity":4}],"address":{"name":"Ada Lovelace","line1":"12 St James'\''s Square","line2":"2nd floor","postalCode":"SW1Y 4JH","city":"London","country":"GB"}}'

# getShippingLedger: Read the totals; expects 200
curl -sS -i -X GET "$SHIPPING_SYS_API/shipping/ledger" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getShippingLedgerOfOrder: Read what happened for one order; expects 200
curl -sS -i -X GET "$SHIPPING_SYS_API/shipping/ledger/$ORDER_ID" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getFailureModes: Read the failure modes; expects 200
curl -sS -i -X GET "$SHIPPING_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# setFailureModes: Set the failure modes; expects 200
curl -sS -i -X PUT "$SHIPPING_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests' -H 'Content-Type: application/json' \
     -d '{"mode":"DOWN"}'

# resetFailureModes: Reset the failure modes; expects 200
curl -sS -i -X DELETE "$SHIPPING_SYS_API/failure-modes" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'

# getHealth: Ask whether the store is well; expects 200
curl -sS -i -X GET "$ORDER_STATUS_STORE/observe/health" -H 'Accept: application/json' -H 'X-Correlation-ID: requests'
