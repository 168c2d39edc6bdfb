"""The life of an account: made, changed, suspended, purged; its administrators."""
