"""The database: engines, what differs between them, migrations."""
