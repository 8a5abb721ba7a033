"""How staff hear of things: the bell, mail, each person's wishes. Stands on people. Announces nothing; hears everything."""
