"""Our part of the OpenAPI document against what is served: thousands of requests that schemathesis makes of it."""
