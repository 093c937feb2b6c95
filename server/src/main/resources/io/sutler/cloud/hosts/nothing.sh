# Only to ask whether anything is answered.
:
