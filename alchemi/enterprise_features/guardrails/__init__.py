"""Guards of model calls: what they look for, what they do with it, and what is written down of it."""
