module dev.nines/bench/ping

go 1.19
