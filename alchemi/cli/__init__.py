"""The command `alchemi`."""
