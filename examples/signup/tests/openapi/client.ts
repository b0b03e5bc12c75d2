// A client of the demo whose types are generated from its document. `document.test.js` compiles it.
import createClient from "openapi-fetch";

import type { components, paths } from "./api.d.ts";

type Signup = components["schemas"]["Signup"];

const address: Signup["address"] = { street: "Quay 7", postal_code: "20457", city: "Hamburg", country: "DE" };

export const signup: Signup = {
  name: "Marta’s Smokehouse",
  email: "marta@harbour.example",
  password: "Tide-Table-2031",
  password_confirmation: "Tide-Table-2031",
  address,
  first_day: "2999-05-01",
  last_day: "2999-05-03",
  items: [{ name: "Blackberry jam", price: 4.5, pieces: 40 }],
  terms: true,
};

// @ts-expect-error: a field is missing
export const incomplete: Signup = { name: "Marta’s Smokehouse" };

// @ts-expect-error: it is text
export const wrong: Signup["items"][number]["price"] = "4.5";

// Only `false` keeps a mistake from being accepted: everything else is checked by the server.
export const terms: Signup["terms"] = true;

const client = createClient<paths>({ baseUrl: "http://localhost:3000" });

/** The identifier of the new row, or the sentences about each field. */
export async function save(body: Signup): Promise<number | Record<string, string[]>> {
  const { data, error, response } = await client.POST("/signups", { body });
  if (data) return data.id;
  if (response.status === 422 && "errors" in error) return error.errors;
  throw new Error(error.message);
}
