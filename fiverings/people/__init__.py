"""Who we are: staff, teams, skills, roles, rights, presence and sign-in. Stands on hours and core."""
