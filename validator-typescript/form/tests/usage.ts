// How an application uses the helper. Each line below `@ts-expect-error` must be an error of types.
import * as v from "valibot";
import * as z from "zod";

import { attach, readErrors, readForm, type Answer, type Field } from "unprocessable-form";

declare const form: HTMLFormElement;
const schema = z.object({ email: z.email(), items: z.array(z.object({ sku: z.string() })) });
const serverOnly = { SignUp: { email: ["taken"], "items.*.sku": ["known_sku"] } } as const;
const onSaved = ({ body }: Answer) => console.log(body);

const attached = attach(form, {
  schema,
  live: Object.keys(serverOnly.SignUp),
  pause: 200,
  onSaved,
  onRefused: ({ message, errors }) => {
    for (const [key, sentence] of errors) console.log(message, key.length, sentence.length);
  },
  render: (field: Field, sentences, isLatest) => field.setCustomValidity(isLatest ? sentences[0] ?? "" : ""),
  fetch: (action, request) => fetch(action, { ...request, method: "PUT" }),
  read: (form) => ({ ...readForm(form), version: 2 }),
  notice: document.createElement("p"),
  failed: "Nicht gespeichert.",
});
attached.check("email");
attached.forget();
attach(form, { schema: v.object({ email: v.string() }), live: true, onSaved });
const { message, errors } = readErrors(JSON.parse("{}"), "Not saved.");
console.log(message.length, errors.length);

// @ts-expect-error nobody hears that the form is saved
attach(form, { schema });
// @ts-expect-error not a form
attach(document.body, { onSaved });
// @ts-expect-error not a schema
attach(form, { schema: { email: z.email() }, onSaved });
// @ts-expect-error not a list
attach(form, { live: "email", onSaved });
// @ts-expect-error not a number
attach(form, { pause: "200", onSaved });
// @ts-expect-error not an element
attach(form, { notice: "#notice", onSaved });
// @ts-expect-error there is no such option
attach(form, { serverOnly: ["email"], onSaved });
// @ts-expect-error a body may be anything
attach(form, { onSaved: ({ body }) => console.log(body.id) });
// @ts-expect-error nothing that comes from an answer is changed
attach(form, { onSaved, onRefused: ({ errors }) => errors.push(["email", "No."]) });
// @ts-expect-error it gives no response
attach(form, { onSaved, fetch: () => "saved" });
// @ts-expect-error without a name
attached.check();
// @ts-expect-error it may be missing
readErrors({}).message.length;
