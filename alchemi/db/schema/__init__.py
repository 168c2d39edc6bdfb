"""The catalogue of tables, composed from the installed wheel's schema and ours. Pure: no I/O but reading both files."""
