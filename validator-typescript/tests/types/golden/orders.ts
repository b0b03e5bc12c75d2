// @generated from the types of the server. Changes made here are lost.

/** An order of a customer or of a guest. */
export type Order = {
  items: Item[];
  /**
   * Prices that differ from the list, by currency.
   *
   * @default {}
   */
  prices?: Record<string, number>;
  payment: Payment;
  ships_to?: Address | null;
  /** Latitude and longitude. */
  position?: [number, number] | null;
  tags: [string | null, string | null];
} & Customer;

/** The keys of the errors of {@link Order}. */
export type OrderKey =
  | "_"
  | CustomerKey
  | "items"
  | `items.${number}`
  | `items.${number}.${ItemKey}`
  | "prices"
  | `prices.${string}`
  | "payment"
  | `payment.${PaymentKey}`
  | "ships_to"
  | `ships_to.${AddressKey}`
  | "position"
  | "position.0"
  | "position.1"
  | "tags"
  | `tags.${number}`;

/** What is wrong with {@link Order}, by key. */
export type OrderErrors = ValidationErrors<OrderKey>;

/** Who orders. */
export type Customer =
  | { by: "account"; number: number }
  /** Without an account. */
  | ({ by: "guest" } & Guest);

/** The keys of the errors of {@link Customer}. */
export type CustomerKey = "by" | "number" | GuestKey;

export interface Item {
  /** As it stands on the label, such as `A-1 *\/`. */
  sku: Sku;
  count: number;
  options?: unknown;
}

/** The keys of the errors of {@link Item}. */
export type ItemKey = "sku" | "count" | "options" | `options.${string}`;

export type Payment =
  | { kind: "Card"; details: { number: string; expires: Expires } }
  | { kind: "Transfer"; details: string }
  | { kind: "OnAccount"; details?: null };

/** The keys of the errors of {@link Payment}. */
export type PaymentKey =
  | "kind"
  | "details"
  | "details.number"
  | "details.expires"
  | `details.expires.${ExpiresKey}`;

export interface Address {
  street: string;
  zip: string;
  country: string;
}

/** The keys of the errors of {@link Address}. */
export type AddressKey = "street" | "zip" | "country";

export interface Guest {
  email: string;
  newsletter: boolean;
}

/** The keys of the errors of {@link Guest}. */
export type GuestKey = "email" | "newsletter";

export type Sku = string;

export type Expires = [number, number];

/** The keys of the errors of {@link Expires}. */
export type ExpiresKey = "0" | "1";

/** Sentences by the key of what is wrong, in the order of the fields. */
export type ValidationErrors<Key extends string> = {
  [K in Key]?: string[];
};

/** The body of the answer to a request that is refused. */
export interface ErrorBody<Key extends string> {
  message: string;
  errors: ValidationErrors<Key>;
}
