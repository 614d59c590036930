#!/bin/sh
# Runs a command when the time of a talk is up, such as one that plays a sound:
#
#   claplight run lineup.csv --json --no-screen | sh gong.sh aplay gong.wav
#
# Each line of --json is one event of the session as JSON. Rules of your own may call the moment otherwise
# than "applause"; a signal that was jumped over by giving time was not shown.
while IFS= read -r line; do
  case $line in
    *'"type":"cue"'*'"jumped":true'*) ;;
    *'"type":"cue"'*'"cue":"applause"'*) "$@" </dev/null & ;;
  esac
done
wait
