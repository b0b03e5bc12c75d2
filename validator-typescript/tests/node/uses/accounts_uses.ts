// How a front end uses the module `accounts`. Each line that ends with `wrong` has an error, and no other line has one.
import type { ErrorBody, Settings, SettingsErrors, SignUp, SignUpErrors, SignUpKey } from "./accounts";

const least: SignUp = { email: "jane@example.com", password: "correct horse", terms: true };
const all: SignUp = { ...least, age: null, newsletter: true, plan: "team", partnerId: 7 };

const misspelt: SignUp = { ...least, emial: "jane@example.com" }; // wrong
const incomplete: SignUp = { email: "jane@example.com", terms: true }; // wrong
const number: SignUp = { ...least, password: 12345678 }; // wrong
const nothing: SignUp = { ...least, email: null }; // wrong
const variant: SignUp = { ...least, plan: "gold" }; // wrong
const snake: SignUp = { ...least, partner_id: 7 }; // wrong

const patch: Settings[] = [{}, { name: null }, { name: "Jane" }, { address: null }];
const half: Settings = { address: { street: "Main Street 1" } }; // wrong

export function show(errors: SignUpErrors): string[] {
    const said: string[] | undefined = errors.email;
    const same = errors["partnerId"];
    errors["emial"]; // wrong
    errors.emial; // wrong
    errors["partner_id"]; // wrong
    errors.email.length; // wrong
    const whole: number | undefined = errors._; // wrong
    return [...(said ?? []), ...(same ?? []), ...(errors._ ?? [])];
}

export function address(errors: SettingsErrors) {
    errors["address.zip"]?.join(" ");
    errors["address.street"]?.join(" ");
    errors["address.zipcode"]; // wrong
    errors["zip"]; // wrong
    errors["address"]?.join(" ");
}

const keys: SignUpKey[] = ["email", "password", "age", "newsletter", "plan", "partnerId", "terms", "_"];
const key: SignUpKey = "email.0"; // wrong

export async function send(signUp: SignUp): Promise<SignUpErrors> {
    const response = await fetch("/sign-up", { method: "POST", body: JSON.stringify(signUp) });
    const body: ErrorBody<SignUpKey> = await response.json();
    body.message.toUpperCase();
    return response.ok ? {} : body.errors;
}

export default { all, keys, patch, misspelt, incomplete, number, nothing, variant, snake, half, key };
