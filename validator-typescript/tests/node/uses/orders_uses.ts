// How a front end uses the module `orders`.
import type { Order, OrderErrors, Payment } from "./orders";

const rest = { payment: { kind: "OnAccount" }, tags: ["a", null] } satisfies Partial<Order>;
const item = { sku: "A-1", count: 1 };
const account: Order = { by: "account", number: 7, items: [item], ...rest };
const guest: Order = {
    by: "guest",
    email: "jane@example.com",
    newsletter: false,
    items: [item, { ...item, options: { gift: true } }],
    prices: { eur: 1.5 },
    position: [52.5, 13.4],
    ...rest,
};

const mixed: Order = { by: "account", email: "jane@example.com", items: [], ...rest }; // wrong
const untagged: Order = { number: 7, items: [item], ...rest }; // wrong
const position: Order = { ...account, position: [52.5] }; // wrong
const prices: Order = { ...account, prices: { eur: "1.5" } }; // wrong
const tags: Order = { ...account, tags: ["a", "b", "c"] }; // wrong
const payment: Payment = { kind: "Transfer", details: { number: "1", expires: [1, 2030] } }; // wrong
const card: Payment = { kind: "Card", details: { number: "1", expires: [1, 2030] } };

export function who(order: Order): number | string {
    if (order.by === "account") {
        order.email; // wrong
        return order.number;
    }
    return order.email;
}

export function paid(payment: Payment): string {
    switch (payment.kind) {
        case "Card":
            return payment.details.number;
        case "Transfer":
            return payment.details;
        case "OnAccount":
            return "";
    }
}

export function show(errors: OrderErrors, index: number, currency: string) {
    errors["items.0.sku"]?.join(" ");
    errors[`items.${index}.count`]?.join(" ");
    errors[`items.${index}`]?.join(" ");
    errors[`prices.${currency}`]?.join(" ");
    errors["payment.details.expires.0"]?.join(" ");
    errors["email"]?.join(" ");
    errors._?.join(" ");
    errors["items.0.skuu"]; // wrong
    errors[`items.${currency}.sku`]; // wrong
    errors["items.sku"]; // wrong
    errors["payment.details.expires.2"]; // wrong
    errors["ships_to.zipcode"]; // wrong
}

export default { account, guest, mixed, untagged, position, prices, tags, payment, card };
