"""What the data are made of: tables and their columns, facts, intervals, periods, metrics, problems."""
