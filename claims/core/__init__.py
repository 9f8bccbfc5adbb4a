"""The pure core: what a claim, a status, a confidence and a quantity mean. Knows no database."""
