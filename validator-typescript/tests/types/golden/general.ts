// @generated from the types of the server. Changes made here are lost.

/** One page of a list. */
export interface Page_Address {
  entries: Address[];
  next?: string | null;
}

/** The keys of the errors of {@link Page_Address}. */
export type Page_AddressKey =
  | "_"
  | "entries"
  | `entries.${number}`
  | `entries.${number}.${AddressKey}`
  | "next";

/** What is wrong with {@link Page_Address}, by key. */
export type Page_AddressErrors = ValidationErrors<Page_AddressKey>;

export interface Address {
  street: string;
  zip: string;
  country: string;
}

/** The keys of the errors of {@link Address}. */
export type AddressKey = "street" | "zip" | "country";

/** One page of a list. */
export interface Page_Plan {
  entries: Plan[];
  next?: string | null;
}

/** The keys of the errors of {@link Page_Plan}. */
export type Page_PlanKey = "_" | "entries" | `entries.${number}` | "next";

/** What is wrong with {@link Page_Plan}, by key. */
export type Page_PlanErrors = ValidationErrors<Page_PlanKey>;

/** What is paid for. */
export type Plan =
  | "free"
  /** With support. */
  | "team"
  | "enterprise";

/** A condition, made of others. */
export type Filter =
  | { all: Filter[] }
  | { not: Filter }
  | { contains: { text: string } }
  | "everything"
  | (string & {});

/** The keys of the errors of {@link Filter}. */
export type FilterKey =
  | "_"
  | "all"
  | `all.${number}`
  | `all.${number}.${string}`
  | "not"
  | `not.${string}`
  | "contains"
  | "contains.text";

/** What is wrong with {@link Filter}, by key. */
export type FilterErrors = ValidationErrors<FilterKey>;

/** A folder and what is in it. */
export interface Folder {
  name: string;
  folders: Record<string, Folder>;
  /** JavaScript keeps integers up to 2^53. A larger one loses digits. */
  size: number;
}

/** The keys of the errors of {@link Folder}. */
export type FolderKey = "_" | "name" | "folders" | `folders.${string}` | "size";

/** What is wrong with {@link Folder}, by key. */
export type FolderErrors = ValidationErrors<FolderKey>;

/** A name of the language. */
export interface RecordType {
  type: string;
  "a-b": number;
}

/** The keys of the errors of {@link RecordType}. */
export type RecordTypeKey = "_" | "type" | "a-b";

/** What is wrong with {@link RecordType}, by key. */
export type RecordTypeErrors = ValidationErrors<RecordTypeKey>;

/** Whatever the client adds. */
export interface Open {
  id: number;
  note?: string | null;
  [key: string]: string | number | null | undefined;
}

/** The keys of the errors of {@link Open}. */
export type OpenKey = "_" | "id" | (string & {}) | "note";

/** What is wrong with {@link Open}, by key. */
export type OpenErrors = ValidationErrors<OpenKey>;

/** Sentences by the key of what is wrong, in the order of the fields. */
export type ValidationErrors<Key extends string> = {
  [K in Key]?: string[];
};

/** The body of the answer to a request that is refused. */
export interface ErrorBody<Key extends string> {
  message: string;
  errors: ValidationErrors<Key>;
}
