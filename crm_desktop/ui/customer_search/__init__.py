"""Search from anywhere: results as one types, by number, name, kana, code, order or postal code."""
