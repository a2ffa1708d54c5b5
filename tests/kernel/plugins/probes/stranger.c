int stranger(void) {
    return 1;
}
