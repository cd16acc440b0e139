"""The floor for supervisors: the wall, figures of people. Imports no SQL, decides in presenters."""
