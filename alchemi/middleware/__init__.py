"""Plain ASGI classes around every request."""
