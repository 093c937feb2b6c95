# Whether a lease could be written down here.
set -eu
place=$DIR
while [ ! -d "$place" ]; do place=${place%/*}; [ -n "$place" ] || place=/; done
[ -w "$place" ] && echo may || echo may-not
