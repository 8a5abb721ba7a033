"""How staff hear of things: the bell, mail, each person's wishes. Hears everything that names somebody."""
