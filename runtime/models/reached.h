/*
 * reached(REACH_x) stands where something happens that must be possible. With -DREPORT, which `check` gives for the correct form,
 * the search prints the name when it first comes there; spin's own list of unreached statements leaves many out.
 */
#ifdef REPORT
#define reached(what) c_code { static int said; if (!said) { said = 1; printf("reached %s\n", #what); } }
#else
#define reached(what) true
#endif
