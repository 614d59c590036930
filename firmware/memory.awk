# From avr-nm -n -S: what a reset leaves alone, as name, address in SRAM and length; and the end of all
# variables, above which there is only the stack. Fails if a bootloader could reach any of it.
function number(hex,  i, n) {
  for (i = 1; i <= length(hex); i++) n = 16 * n + index("0123456789abcdef", tolower(substr(hex, i, 1))) - 1
  return n
}
{ address = number($1) - number("800000") }
address < 0 { next }
$NF == "__bss_end" { kept = address }
$NF == "_end" { end = address }
NF == 4 {
  name = $4
  sub(/\.lto_priv.*/, "", name)
  sub(/^_ZL[0-9]+/, "", name)
  lines[++count] = name " " address " " number($2)
  at[count] = address
}
END {
  for (i = 1; i <= count; i++) if (at[i] >= kept) print lines[i]
  print "end", end
  if (kept < 256 + 128) { print "kept memory begins too low: " kept > "/dev/stderr"; exit 1 }
  if (end > 2048 + 256 - 512) { print "kept memory ends too high: " end > "/dev/stderr"; exit 1 }
}
