//! The OpenAPI document of the routes. What a sign-up must be is not written here again: it comes from [`Signup`].

use serde_json::{Value, json};
use unprocessable::Status;
use unprocessable::openapi::{self, Components};

use crate::request::Signup;

/// The document that is served at `/openapi.json`.
#[must_use]
pub fn document() -> Value {
    let mut components = Components::new();
    let signup = components.schema::<Signup>();
    let mut schemas = components.schemas();
    schemas.insert("Saved".into(), saved());
    let conflict = json!({
        "description": "Another stall has got this e-mail address a moment before.",
        "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/ValidationErrors" },
            "example": {
                "message": "The given data was invalid.",
                "errors": { "email": ["The email has already been taken."] },
            },
        } },
    });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Harbour Market",
            "version": "1",
            "description": "Reserve a stall by the water.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [],
        "tags": [{ "name": "signups", "description": "Stalls that are reserved." }],
        "paths": { "/signups": {
            "get": {
                "operationId": "listSignups",
                "tags": ["signups"],
                "summary": "The last 50 sign-ups, newest first",
                "responses": {
                    "200": {
                        "description": "The sign-ups.",
                        "content": { "application/json": {
                            "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Saved" } },
                        } },
                    },
                    "500": openapi::message_response(Status::InternalServerError),
                },
            },
            "post": {
                "operationId": "createSignup",
                "tags": ["signups"],
                "summary": "Reserve a stall",
                "requestBody": {
                    "required": true,
                    "content": { "application/json": { "schema": signup } },
                },
                "responses": {
                    "201": {
                        "description": "The stall is reserved.",
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Saved" } } },
                    },
                    "400": openapi::message_response(Status::BadRequest),
                    "409": conflict,
                    "413": openapi::message_response(Status::ContentTooLarge),
                    "415": openapi::message_response(Status::UnsupportedMediaType),
                    "422": openapi::validation_response::<Signup>(),
                    "500": openapi::message_response(Status::InternalServerError),
                    "503": openapi::message_response(Status::ServiceUnavailable),
                },
            },
        }, "/signups/{id}/photo": {
            "get": {
                "operationId": "getPhoto",
                "tags": ["signups"],
                "summary": "The picture of a stall",
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
                "responses": {
                    "200": {
                        "description": "The picture.",
                        "content": { "image/*": { "schema": { "type": "string", "format": "binary" } } },
                    },
                    "404": openapi::message_response(Status::NotFound),
                    "500": openapi::message_response(Status::InternalServerError),
                },
            },
        } },
        "components": { "schemas": schemas },
    })
}

/// A saved sign-up, as [`Saved`](crate::store::Saved) is written. It is not checked, so there is nothing to ask it.
fn saved() -> Value {
    let text = json!({ "type": "string" });
    let item = json!({
        "type": "object",
        "properties": { "name": text, "price": { "type": "number" }, "pieces": { "type": "integer" } },
        "required": ["name", "price", "pieces"],
    });
    let day = json!({ "type": "string", "format": "date" });
    json!({
        "type": "object",
        "description": "A sign-up as anybody may see it: without the password, without the street.",
        "properties": {
            "id": { "type": "integer" },
            "name": text,
            "email": text,
            "city": text,
            "country": text,
            "first_day": day,
            "last_day": day,
            "items": { "type": "array", "items": item },
            "has_photo": { "type": "boolean" },
        },
        "required": ["id", "name", "email", "city", "country", "first_day", "last_day", "items", "has_photo"],
    })
}
