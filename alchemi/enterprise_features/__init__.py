"""What guards an account's model calls. It knows neither HTTP nor the wheel."""
