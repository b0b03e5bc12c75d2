// @generated from the types of the server. Changes made here are lost.

/** Somebody who signs up. */
export interface SignUp {
  /** Where the confirmation is sent. */
  email: string;
  password: string;
  age?: number | null;
  /** @default false */
  newsletter?: boolean;
  /** @default "free" */
  plan?: Plan;
  /**
   * What the partner calls the customer.
   *
   * JavaScript keeps integers up to 2^53. A larger one loses digits.
   */
  partnerId?: number | null;
  terms: boolean;
}

/** The keys of the errors of {@link SignUp}. */
export type SignUpKey =
  | "_"
  | "email"
  | "password"
  | "age"
  | "newsletter"
  | "plan"
  | "partnerId"
  | "terms";

/** What is wrong with {@link SignUp}, by key. */
export type SignUpErrors = ValidationErrors<SignUpKey>;

/** What is paid for. */
export type Plan =
  | "free"
  /** With support. */
  | "team"
  | "enterprise";

/** What changes in an account. */
export interface Settings {
  name?: string | null;
  address?: Address | null;
}

/** The keys of the errors of {@link Settings}. */
export type SettingsKey = "_" | "name" | "address" | `address.${AddressKey}`;

/** What is wrong with {@link Settings}, by key. */
export type SettingsErrors = ValidationErrors<SettingsKey>;

export interface Address {
  street: string;
  zip: string;
  country: string;
}

/** The keys of the errors of {@link Address}. */
export type AddressKey = "street" | "zip" | "country";

/** What others see of somebody. */
export interface Profile {
  /** A square picture. */
  photo: File;
  papers?: File[];
  logo?: File | null;
}

/** The keys of the errors of {@link Profile}. */
export type ProfileKey = "_" | "photo" | "papers" | `papers.${number}` | "logo";

/** What is wrong with {@link Profile}, by key. */
export type ProfileErrors = ValidationErrors<ProfileKey>;

/** Sentences by the key of what is wrong, in the order of the fields. */
export type ValidationErrors<Key extends string> = {
  [K in Key]?: string[];
};

/** The body of the answer to a request that is refused. */
export interface ErrorBody<Key extends string> {
  message: string;
  errors: ValidationErrors<Key>;
}
