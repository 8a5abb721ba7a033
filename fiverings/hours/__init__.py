"""Opening hours, holidays and time zones; working time that is computed once and never rewritten. Stands on core."""
