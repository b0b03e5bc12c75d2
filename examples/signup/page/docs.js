// Shows the document. The validator that Swagger UI would ask is somewhere else on the network, so it is switched off.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", validatorUrl: null, defaultModelExpandDepth: 2 });
