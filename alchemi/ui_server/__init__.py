"""Serves the dashboard: the files of its export, built from `ui/dashboard/`, at `/ui`."""
