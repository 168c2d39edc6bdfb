"""The record of what happened: written with the change, sealed in a chain per account, searched, exported, kept for a time."""
