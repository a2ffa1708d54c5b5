// An inline static with the default visibility becomes STB_GNU_UNIQUE in GCC.
template <class T>
struct Counter {
    static inline int count = 0;
};

extern "C" __attribute__((visibility("default"))) int* statybos_plugin_v1() {
    return &Counter<int>::count;
}
