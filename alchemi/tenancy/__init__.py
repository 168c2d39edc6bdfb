"""The account bound to the current task. Performs no I/O."""
