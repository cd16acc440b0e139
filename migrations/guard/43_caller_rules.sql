-- Unwanted callers and talk scripts: rules of the office, which supervisors keep.

ALTER TABLE unwanted_caller ENABLE ROW LEVEL SECURITY;
ALTER TABLE talk_script ENABLE ROW LEVEL SECURITY;
