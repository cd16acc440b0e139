-- Help while talking: who asked, and what a supervisor whispers.

ALTER TABLE help_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE whisper_note ENABLE ROW LEVEL SECURITY;
