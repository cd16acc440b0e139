-- How the phone systems are, and what they said: no personal data for operators.

ALTER TABLE call_source_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE received_event ENABLE ROW LEVEL SECURITY;
