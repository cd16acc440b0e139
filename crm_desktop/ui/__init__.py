"""What is on the screen. Must not import SQLAlchemy or psycopg."""
