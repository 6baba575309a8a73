"""The working spaces of the networks: pages, forums, calendars."""
