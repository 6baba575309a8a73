"""Tables of a secretariat's own making: files, columns, mappings, rows."""
