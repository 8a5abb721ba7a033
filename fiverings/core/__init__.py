"""What every part stands on, knowing nothing of service: records, journal, events, jobs, slots, doors, looks."""
