"""How people write things in the cells of their tables: days, hours, prices, areas, answers."""
