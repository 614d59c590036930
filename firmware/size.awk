# Flash and static memory of an image, from avr-size -A.
$1 == ".text" { text = $2 }
$1 == ".data" { data = $2 }
$1 == ".bss" { bss = $2 }
$1 == ".noinit" { noinit = $2 }
END { printf "%-26s flash %5d   static RAM %4d (data %d, bss %d, noinit %d)\n", name, text + data, data + bss + noinit, data, bss, noinit }
