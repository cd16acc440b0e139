-- What stands on papers, rules for enclosures, files that could not be taken in.

ALTER TABLE page_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantined_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE letter_tag ENABLE ROW LEVEL SECURITY;
